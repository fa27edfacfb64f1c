import script from "#app/components/drive/verify-receipt.mjs?raw";

/** The script that checks a receipt with the ledger alone, as the page shows it. */
export function loader(): Response {
  return new Response(script, {
    headers: {
      "Content-Type": "text/javascript; charset=utf-8",
      "Content-Disposition": 'attachment; filename="verify-receipt.mjs"',
    },
  });
}
