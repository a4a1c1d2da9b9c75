// A map of our own boundaries, drawn only when it is asked for. The list above it says the same.
const place = document.getElementById('peta');

if (place) {
  const { show, failed } = place.dataset;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = show;
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  place.before(button, said);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await draw();
      button.remove();
    } catch {
      button.disabled = false;
      said.textContent = failed;
    }
  });
}

async function draw() {
  const { boundaries, leaflet, style, spots, home, homeName, label } = place.dataset;
  const [areas] = await Promise.all([Promise.all(boundaries.split(' ').map(read)), load('link', style), load('script', leaflet)]);
  const L = globalThis.L;
  const goals = JSON.parse(spots);
  place.classList.add('shown');
  place.setAttribute('role', 'region');
  place.setAttribute('aria-label', label);
  const still = globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(place, { attributionControl: false, zoomAnimation: !still, fadeAnimation: !still, scrollWheelZoom: false });
  const shown = L.geoJSON(areas.flatMap(({ features }) => features), { style: ({ properties }) => look(properties.code, home, goals), onEachFeature: name }).addTo(map);
  for (const { lat, lng, number, name: title } of goals)
    if (lat !== undefined) L.circleMarker([lat, lng], { radius: 9, color: '#fff', weight: 2, fillColor: '#0b4f4a', fillOpacity: 1 }).bindTooltip(`${number}. ${title}`, { permanent: true }).addTo(map);
  const meant = L.geoJSON(areas.flatMap(({ features }) => features).filter(({ properties }) => isMeant(properties.code, home, goals)));
  map.fitBounds((meant.getLayers().length > 0 ? meant : shown).getBounds().pad(0.15), { animate: false });

  function name({ properties }, layer) {
    const here = goals.filter(({ regionCode }) => regionCode === properties.code);
    if (properties.code === home) layer.bindTooltip(homeName, { permanent: true, direction: 'center' });
    else if (here.length > 0) layer.bindTooltip(here.map((goal) => `${goal.number}. ${goal.name}`).join(', '), { permanent: true, direction: 'center' });
    else layer.bindTooltip(properties.name);
  }
}

function isMeant(code, home, goals) {
  return code === home || goals.some(({ regionCode }) => regionCode === code);
}

function look(code, home, goals) {
  if (code === home) return { color: '#7a4b00', weight: 3, fillColor: '#e3c988', fillOpacity: 0.9 };
  if (isMeant(code, home, goals)) return { color: '#0b4f4a', weight: 3, fillColor: '#9cc9c3', fillOpacity: 0.9 };
  return { color: '#93a19e', weight: 1, fillColor: '#f1f5f4', fillOpacity: 1 };
}

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function load(kind, address) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const element = document.createElement(kind);
  if (kind === 'link') Object.assign(element, { rel: 'stylesheet', href: address });
  else element.src = address;
  element.addEventListener('load', resolve);
  element.addEventListener('error', reject);
  document.head.append(element);
  return promise;
}
