/**
 * Runs in a page before React does, as its developer tools would: counts in `window.turnRenders` how often a
 * component that is given a turn, or one below it, was drawn, by the turn's id.
 */
export const countTurnRenders = `(() => {
  const performedWork = 1;
  const renders = {};
  window.turnRenders = renders;
  const visit = (fiber, turnId) => {
    const own = fiber.memoizedProps?.turn?.id ?? turnId;
    const before = fiber.alternate;
    const isComponent = typeof fiber.type === "function" || (typeof fiber.type === "object" && fiber.type !== null);
    if (own !== null && isComponent && (fiber.flags & performedWork) !== 0)
      renders[own] = (renders[own] ?? 0) + 1;
    // The same children as before: nothing below was drawn
    if (before !== null && fiber.child === before.child) return;
    for (let child = fiber.child; child !== null; child = child.sibling) visit(child, own);
  };
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    inject: () => 1,
    onScheduleFiberRoot: () => {},
    onCommitFiberUnmount: () => {},
    onPostCommitFiberRoot: () => {},
    onCommitFiberRoot: (_id, root) => visit(root.current, null),
  };
})()`;
