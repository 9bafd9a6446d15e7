/** An error's stack trace through three functions; the cases look for their places in the bundle. */
export function threeDeep() {
  try {
    return outer();
  } catch (error) {
    return error.stack;
  }
}

function outer() {
  return inner() + "outer";
}

const inner = () => {
  throw new Error("marked place");
};

export class Thrower {
  explode() {
    throw new TypeError("marked method");
  }
}
