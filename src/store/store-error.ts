/** The store cannot be used as asked; `message` says what happened, `hint` what to do next. */
export class StoreError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
    this.hint = hint;
  }
}
