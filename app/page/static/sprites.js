// Small pictures drawn once and stamped many times: what makes the fire quick without a graphics card.

export function sheet(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}

/** A soft round spot of one colour ("r,g,b"). */
export function spot(rgb, size, middle = 1, power = 0.5) {
  const canvas = sheet(size, size);
  const paint = canvas.getContext("2d");
  const half = size / 2;
  const shade = paint.createRadialGradient(half, half, 0, half, half, half);
  shade.addColorStop(0, `rgba(${rgb},${middle})`);
  shade.addColorStop(power, `rgba(${rgb},${middle * 0.42})`);
  shade.addColorStop(1, `rgba(${rgb},0)`);
  paint.fillStyle = shade;
  paint.fillRect(0, 0, size, size);
  return canvas;
}

/** Makes a canvas as large as it is shown, times `scale`; says whether its size changed. */
export function fit(canvas, scale = 1) {
  const box = canvas.getBoundingClientRect();
  const width = Math.max(2, Math.round(box.width * scale));
  const height = Math.max(2, Math.round(box.height * scale));
  if (canvas.width === width && canvas.height === height) return false;
  canvas.width = width;
  canvas.height = height;
  return true;
}

export const sharp = () => Math.min(2, window.devicePixelRatio || 1);

/** A row of numbers in 0..1 that looks like luck and is always the same. */
export function shuffled(count, seed = 1) {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  });
}
