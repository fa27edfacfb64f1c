import group from "./group.json";

/** What is said otherwise in a space that is no city: it lies over the texts of all readers. */
export default group;
