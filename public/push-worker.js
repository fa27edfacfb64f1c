/**
 * Shows on this device what the portal tells it, and opens the page that it is about. It keeps nothing, and no request
 * goes through it.
 */
self.addEventListener("push", (event) => {
  const { title, body, url, tag, lang } = read(event.data);
  event.waitUntil(
    self.registration.showNotification(title || "공감 Gonggam", {
      body,
      // The same news that comes twice is shown once.
      tag,
      lang,
      icon: "/favicon.svg",
      data: { url },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // A page of the portal, whatever it says.
  const said = new URL(event.notification.data?.url ?? "/me/notices", self.location.origin);
  const page = said.origin === self.location.origin ? said.href : self.location.origin;
  event.waitUntil(self.clients.openWindow(page));
});

/** A push service delivers nothing that was not encrypted for this device; what is no message of ours has no parts. */
function read(data) {
  try {
    const said = data?.json();
    return typeof said === "object" && said !== null ? said : {};
  } catch {
    return {};
  }
}
