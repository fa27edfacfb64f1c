/** An action that does nothing: what HTTP, Express and Remix cost by themselves on this machine, now. */
export const action = () => new Response(null, { status: 204 });
