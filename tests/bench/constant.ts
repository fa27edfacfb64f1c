import { createServer } from "node:http";
import express from "express";

/** A process of its own that answers every request with the same word: what Express costs by itself, here and now. */
const app = express();
app.disable("x-powered-by");
app.use((_request, response) => {
  response.type("text/plain").send("constant");
});
createServer(app).listen(Number(process.argv[2]), "127.0.0.1", () => process.send?.("ready"));
