import demo from "./demonstration/demo.json";

export default { demo };
