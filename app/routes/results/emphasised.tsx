/** A sentence in which what stands in [square brackets] is what matters. */
export function Emphasised({ text }: { text: string }) {
  return text.split(/\[([^\]]*)\]/).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence keep their places
    index % 2 === 0 ? part : <strong key={index}>{part}</strong>,
  );
}
