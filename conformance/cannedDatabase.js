/** A database of fixed answers that keeps a list of what it was asked and what it answered. */
export class CannedDatabase {
  calls = [];
  #answers;

  constructor(answers) {
    this.#answers = answers;
  }

  name() {
    return this.#recorded("name", [], this.#answers.name);
  }

  revision() {
    return this.#recorded("revision", [], this.#answers.revision);
  }

  viewState(...args) {
    const [, , [[, { val: account }]]] = args;
    const answer = this.#recorded("view-state", args, this.#answers.views[account]);
    if (answer.tag === "ok") return answer.val;
    // Where jco looks for the error of a result.
    throw Object.assign(new Error(answer.val), { payload: answer.val });
  }

  #recorded(name, args, answer) {
    this.calls.push({ function: name, args, answer });
    return answer;
  }
}
