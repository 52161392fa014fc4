/** Chains of layers for the page's calculators, as its links hold them, and the side of the picture. */
export const chainCases = [
  ["conv:6,5,1,2;max:2,2,0;conv:16,5,1,0;max:2,2,0;dense:120;dense:84;dense:10", 28],
  ["conv:4,7,2,3;conv:8,3,1,1;average:3,2,1;dense:10", 61],
  ["conv:3,4,3,0;max:3,1,1", 37],
  ["conv:4,3,1,2,2;conv:4,5,2,0,3;max:2,2,0;dense:10", 64],
  ["dense:300;dense:100;dense:10", 256],
];
