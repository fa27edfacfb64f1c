import auth from "./member/auth.json";
import follows from "./member/follows.json";
import me from "./member/me.json";

export default { me, follows, auth };
