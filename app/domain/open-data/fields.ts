import { z } from "zod";

/** The small parts that the rows of open data are put together from, as JSON Schema says them. */
const integer = (minimum: number, description: string) =>
  z.number().meta({ type: "integer", minimum, description });
export const id = (description: string) => integer(1, description);
export const count = (description: string) => integer(0, description);
export const degrees = (description: string) => z.number().meta({ description });
export const text = (description: string) => z.string().meta({ description });
export const time = (description: string) => z.string().meta({ format: "date-time", description });
export const day = (description: string) => z.string().meta({ format: "date", description });
export const code = (description: string, codes?: readonly string[]) =>
  z.string().meta({ description, ...(codes && { enum: [...codes] }) });

/** Shared by every row about a matter. */
export const MATTER_FIELDS = {
  id: id("One series for all matters; its page stands at this number."),
  title: text("As it was written."),
  category: code("A code of the space."),
  district: code("A code of the space; null: the whole of it.").nullable(),
};
