import drives from "./follower/drives.json";
import duties from "./follower/duties.json";

export default { drives, duties };
