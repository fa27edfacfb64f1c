import clerk from "./clerk/clerk.json";

export default { clerk };
