/** How many numbers a tensor of this shape holds. @param {readonly number[]} shape @returns {number} */
export const sizeOf = (shape) => shape.reduce((product, size) => product * size, 1);
