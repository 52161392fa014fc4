import { useEffect, useRef } from "preact/hooks";
import { announce } from "../../ui/live.jsx";

/** Announces a text whenever it has become another, but not that which is there at first. @param {string | undefined} text */
export function useAnnounced(text) {
  const before = useRef(text);
  useEffect(() => {
    if (!text || text === before.current) return;
    if (before.current) announce(text);
    before.current = text;
  }, [text]);
}
