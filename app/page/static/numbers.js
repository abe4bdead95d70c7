// Numbers that are typed: each as it stands in its field, or an error that says what is wanted there.

/** @param {HTMLInputElement} input with `min` and `max` @param {string} label what the field is called @param {string} kind "number" or "whole number" */
export function typed(input, label, kind = "whole number") {
  const { value, min, max } = input, number = Number(value);
  if (value === "" || number < Number(min) || number > Number(max) || (kind === "whole number" && !Number.isInteger(number))) {
    throw Object.assign(new Error(`${label}: a ${kind} from ${min} to ${max} is wanted.`), { field: input });
  }
  return number;
}
