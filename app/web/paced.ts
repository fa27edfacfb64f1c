/** Does something at once, but so often at the most; what was asked for meanwhile is done once, at the end of the pace. */
export function paced(act: () => void, paceMs: number): () => void {
  let resting = false;
  let again = false;
  const go = () => {
    resting = true;
    act();
    setTimeout(() => {
      resting = false;
      const waits = again;
      again = false;
      if (waits) go();
    }, paceMs).unref();
  };
  return () => {
    if (resting) again = true;
    else go();
  };
}
