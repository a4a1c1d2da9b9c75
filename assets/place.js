// The phone's position in place of a typed kecamatan, where the page offers it and she allows it. Without this the form works.
for (const actions of document.querySelectorAll('[data-place]')) {
  if (!('geolocation' in navigator)) break;
  const form = actions.closest('form');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'second';
  button.textContent = actions.dataset.place;
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  button.addEventListener('click', () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      // Two decimals are about a kilometre: enough for a kecamatan, and not her house.
      ({ coords }) => {
        const query = new URLSearchParams(new FormData(form));
        query.set('posisi', `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`);
        location.assign(`${form.action}?${query}`);
      },
      () => {
        button.disabled = false;
        said.textContent = actions.dataset.placeFailed;
        form.querySelector('[name=tempat]').focus();
      },
      { timeout: 15000, maximumAge: 600000 },
    );
  });
  actions.append(button);
  form.append(said);
}
