/**
 * React and Express read NODE_ENV when they are loaded, so it must stand before anything else is imported: this is
 * the first import of the server. `npm run dev` and whoever sets it themselves decide otherwise.
 */
process.env.NODE_ENV ??= process.argv.includes("--dev") ? "development" : "production";
