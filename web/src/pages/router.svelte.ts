// Which page the address names, and moving between pages without loading anew.

export type Route =
  | { page: "enter" }
  | { page: "join"; code: string }
  | { page: "participant" }
  | { page: "facilitator" }
  | { page: "screen"; code: string }
  | { page: "minutes" }
  | { page: "unknown" };

export function route_of(path: string): Route {
  const [first = "", second = ""] = path.split("/").filter(Boolean).map(decoded);
  if (first === "") return { page: "enter" };
  if (first === "join") return second ? { page: "join", code: second } : { page: "enter" };
  if (first === "screen" && second) return { page: "screen", code: second };
  if (first === "participant" || first === "facilitator" || first === "minutes") return { page: first };
  return { page: "unknown" };
}

class Router {
  path = $state(location.pathname);
  route = $derived(route_of(this.path));

  constructor() {
    window.addEventListener("popstate", () => (this.path = location.pathname));
  }

  go(path: string): void {
    history.pushState(null, "", path);
    this.path = location.pathname;
    window.scrollTo(0, 0);
  }
}

export const router = new Router();

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
