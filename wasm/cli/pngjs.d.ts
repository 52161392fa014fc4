declare module "pngjs/lib/parser-sync.js" {
  /** Eight bits each of red, green, blue and opacity; throws on a file that is no good PNG. */
  export default function parse(
    bytes: Buffer,
    options: object,
  ): { width: number; height: number; data: Buffer };
}
