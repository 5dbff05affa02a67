import { mount } from "svelte";
import App from "./App.svelte";
import { first_language, messages } from "./messages/messages.svelte";
import { load_page } from "./pages/pages";
import { route_of } from "./pages/router.svelte";
import "./style/tokens.css";
import "./style/base.css";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");

// The page's code comes while its words do.
void load_page(route_of(location.pathname).page);
await messages.load(first_language());
mount(App, { target });
