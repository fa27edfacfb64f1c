import forum from "./debater/forum.json";

export default { forum };
