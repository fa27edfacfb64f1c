import auth from "./member/auth.json";
import me from "./member/me.json";

export default { me, auth };
