import { useRef } from "preact/hooks";

/** Whether it is so or has been: what waits for its first figures comes whole then, and nothing moves as they come. @param {boolean} isSo */
export function useHasBeen(isSo) {
  const was = useRef(false);
  was.current ||= isSo;
  return was.current;
}
