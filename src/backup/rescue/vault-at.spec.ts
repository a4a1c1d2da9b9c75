import { Config } from '../../platform/index.js';
import { vaultAt } from './vault-at.js';

const STORE = {
  SINAMBUNG_S3_ENDPOINT: 'https://s3.contoh.invalid',
  SINAMBUNG_S3_ACCESS_KEY: 'kunci',
  SINAMBUNG_S3_SECRET_KEY: 'rahasia',
};
const at =
  (address: string, settings: NodeJS.ProcessEnv = STORE) =>
  () =>
    vaultAt(address, new Config(settings));

describe('a vault by its bare address', () => {
  it('is where the settings of every store say, and opened as by whoever writes', () => {
    const { location } = at('s3://brankas', { ...STORE, SINAMBUNG_S3_REGION: 'timur', SINAMBUNG_S3_BUCKET: 'lain' })();
    expect(location).toMatchObject({ kind: 's3', endpoint: STORE.SINAMBUNG_S3_ENDPOINT, region: 'timur', bucket: 'brankas' });
    expect(location).toMatchObject({ accessKey: 'kunci', secretKey: 'rahasia' });
    expect(at('s3://brankas/')().location).toMatchObject({ region: 'us-east-1' });
  });

  it.each(Object.keys(STORE))('names %s where it is missing', (setting) => {
    const missing = expect.objectContaining({ code: 'backup.setting-missing', context: { setting } });
    expect(at('s3://brankas', { ...STORE, [setting]: undefined })).toThrow(missing);
  });

  it('names the certificate of the store where there is none', () => {
    const missing = expect.objectContaining({ code: 'backup.setting-missing' });
    expect(at('s3://brankas', { ...STORE, SINAMBUNG_S3_CA_FILE: '/tidak/ada.crt' })).toThrow(missing);
  });

  it('is no folder that is not there', () => {
    expect(at('/tidak/ada')).toThrow(expect.objectContaining({ code: 'backup.vault-vanished' }));
  });
});
