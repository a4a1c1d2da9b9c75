import QRCode from 'qrcode';

/** A QR code as SVG without a margin (the page around it gives the quiet zone); error correction M, which survives a fold. */
export function qrSvg(text: string): Promise<string> {
  return QRCode.toString(text, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' });
}
