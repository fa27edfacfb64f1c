/** Why a device is not told: it cannot be, its owner does not want it, or its browser's service does not answer. */
export type PushFault = "unsupported" | "denied" | "failed";

/** Whether this browser takes push messages. */
export const takesPush = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

/**
 * Asks the browser, which asks its owner, to let the portal tell them on this device. Only after a touch: browsers take a
 * question that nobody asked for as a nuisance, and so do people.
 *
 * @param publicKey the sender's, base64url
 */
export async function askForPush(
  publicKey: string,
): Promise<{ endpoint: string; p256dh: string; auth: string } | PushFault> {
  if (!takesPush()) return "unsupported";
  try {
    if ((await Notification.requestPermission()) !== "granted") return "denied";
    await navigator.serviceWorker.register("/push-worker.js");
    const { pushManager } = await navigator.serviceWorker.ready;
    const options = { userVisibleOnly: true, applicationServerKey: publicKey };
    // One that is bound to another key of the sender's is of no use any more.
    const subscribed = await pushManager.subscribe(options).catch(async () => {
      await (await pushManager.getSubscription())?.unsubscribe();
      return pushManager.subscribe(options);
    });
    const { endpoint = "", keys = {} } = subscribed.toJSON();
    return { endpoint, p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" };
  } catch {
    return "failed";
  }
}
