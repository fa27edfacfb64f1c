/** A browser's worth of HTTP: cookies, redirects one by one, and the Origin header that browsers send on writes. */
export class Client {
  readonly #cookies = new Map<string, string>();

  /** @param always headers of every request, such as those of a proxy */
  constructor(
    readonly origin: string,
    readonly always: () => Readonly<Record<string, string>> = () => ({}),
  ) {}

  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** One request; redirects are not followed. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(this.always())) headers.set(name, value);
    if (this.#cookies.size > 0 && !headers.has("Cookie")) headers.set("Cookie", this.cookieHeader);
    const method = init.method ?? "GET";
    if (method !== "GET" && method !== "HEAD" && !headers.has("Origin")) headers.set("Origin", this.origin);
    const response = await fetch(new URL(path, this.origin), { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return response;
  }

  /** Takes a Set-Cookie header as a browser does. */
  keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";");
    const [name = "", ...value] = pair.split("=");
    const gone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
    if (gone || value.join("=") === "") this.#cookies.delete(name.trim());
    else this.#cookies.set(name.trim(), value.join("="));
  }

  /** A GET that follows redirects, twenty at most. */
  async follow(path: string): Promise<Response> {
    let next = path;
    for (let hop = 0; hop < 20; hop += 1) {
      const response = await this.send(next);
      const location = response.headers.get("Location");
      if (response.status < 300 || response.status >= 400 || location === null) return response;
      await response.arrayBuffer();
      next = new URL(location, new URL(next, this.origin)).href;
    }
    throw new Error("Too many redirects.");
  }

  json(path: string, method: string, body?: unknown): Promise<Response> {
    const init: RequestInit = { method };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { "Content-Type": "application/json" };
    }
    return this.send(path, init);
  }

  form(path: string, fields: Record<string, string>): Promise<Response> {
    return this.send(path, { method: "POST", body: new URLSearchParams(fields) });
  }
}

/** Someone who went through the whole code flow of the demonstration's agency. */
export async function signIn(origin: string, login: string): Promise<Client> {
  const client = new Client(origin);
  const response = await client.follow(`/auth/sign-in?as=${login}&returnTo=/api/v1/rules`);
  if (response.status !== 200 || !client.cookieHeader.includes("gonggam=")) {
    throw new Error(`${login} could not sign in: ${response.status}`);
  }
  return client;
}
