import {
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";

const nearEndPx = 40;
const abovePx = 24;

/**
 * Keeps the end of a growing column in view while the person is there, and leaves it alone otherwise. An element
 * in the column with `data-from-start` is read from its start: it is never scrolled past. `key` names the content:
 * another one starts at its end.
 */
export function useFollowEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  key: string,
): { isAtEnd: boolean; goToEnd: () => void } {
  const isFollowing = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const goToEnd = useCallback(() => {
    isFollowing.current = true;
    const element = scroller.current;
    if (element !== null) element.scrollTop = endOf(element);
    setIsAtEnd(true);
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (element === null || inner === null || key === "") return;
    goToEnd();
    const onScroll = () => {
      isFollowing.current = element.scrollTop > endOf(element) - nearEndPx;
      setIsAtEnd(isFollowing.current);
    };
    const observer = new ResizeObserver(() => {
      if (isFollowing.current) element.scrollTop = endOf(element);
      else onScroll();
    });
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, content, key, goToEnd]);

  return { isAtEnd, goToEnd };
}

/** How far down the end is: the last screenful, or the start of what is read from there. */
function endOf(element: HTMLElement): number {
  const bottom = element.scrollHeight - element.clientHeight;
  const last = [
    ...element.querySelectorAll<HTMLElement>("[data-from-start]"),
  ].at(-1);
  // Only the last one counts, and only while nothing follows it
  if (last === undefined || last.nextElementSibling !== null) return bottom;
  return Math.min(bottom, last.offsetTop - abovePx);
}
