import common from "./citizen/common.json";
import errors from "./citizen/errors.json";
import search from "./citizen/search.json";

export default { common, errors, search };
