/** Longest side of a photo that is handed in, in pixels: enough to read a paper, small enough to send. */
const LONGEST_SIDE = 1600;
const LARGEST_CHARACTERS = 2_000_000;
const QUALITIES = [0.85, 0.7, 0.55, 0.4];

/** Written beside the page: in the page a large photo would keep it from answering. */
function encoded(canvas: HTMLCanvasElement, quality: number): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve(null);
    canvas.toBlob((blob) => (blob ? reader.readAsDataURL(blob) : resolve(null)), 'image/jpeg', quality);
  });
}

/**
 * A photo as a JPEG data URL that fits; what the camera wrote beside the picture (place, time, device) is gone. It is the
 * picture of the moment of the call, however long writing it takes.
 */
export async function encodePicture(source: CanvasImageSource, width: number, height: number): Promise<string | null> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(source, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const url = await encoded(canvas, quality);
    if (url === null || url.length <= LARGEST_CHARACTERS) return url;
  }
  return null;
}
