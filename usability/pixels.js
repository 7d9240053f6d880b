async ([one, other]) => {
  const linear = Array.from({length: 256}, (_, value) => (value /= 255) <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
  const read = async text => {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
    const canvas = new OffscreenCanvas(picture.width, picture.height), pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    return pen.getImageData(0, 0, picture.width, picture.height).data;
  };
  const [a, b] = [await read(one), one === other ? null : await read(other)];
  const light = (data, i) => .2126 * linear[data[i]] + .7152 * linear[data[i + 1]] + .0722 * linear[data[i + 2]] + .05;
  let changed = 0, strong = 0, low = Infinity, high = 0;
  for (let i = 0; i < a.length; i += 4) {
    const here = light(a, i);
    low = Math.min(low, here);
    high = Math.max(high, here);
    if (!b || i >= b.length) continue;
    if (a[i] === b[i] && a[i + 1] === b[i + 1] && a[i + 2] === b[i + 2]) continue;
    const there = light(b, i), ratio = Math.max(here, there) / Math.min(here, there);
    const far = Math.max(Math.abs(a[i] - b[i]), Math.abs(a[i + 1] - b[i + 1]), Math.abs(a[i + 2] - b[i + 2]));
    if (ratio >= 1.15 || far >= 32) changed += 1;
    if (ratio >= 3) strong += 1;
  }
  return {changed, strong, contrast: high / low};
}
