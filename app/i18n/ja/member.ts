import auth from "./member/auth.json";
import follows from "./member/follows.json";
import me from "./member/me.json";
import notices from "./member/notices.json";

export default { me, follows, notices, auth };
