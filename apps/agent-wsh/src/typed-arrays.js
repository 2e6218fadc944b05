/*
 * Typed arrays for an engine that has none: plain objects with elements and a length. What is stored is not brought
 * into range, and `subarray` copies: the build sees to it that nobody relies on either.
 */
((root) => {
  if (typeof root.Uint8Array === 'function') return;

  function define(name) {
    function TypedArray(source) {
      const isLength = typeof source === 'number';
      this.length = isLength ? source : source.length;
      for (let index = 0; index < this.length; index += 1) this[index] = isLength ? 0 : source[index];
    }
    TypedArray.prototype.subarray = function (begin, end) {
      const to = end === undefined ? this.length : end;
      const part = new TypedArray(to - begin);
      for (let index = begin; index < to; index += 1) part[index - begin] = this[index];
      return part;
    };
    root[name] = TypedArray;
  }

  const names = ['Uint8Array', 'Uint16Array', 'Uint32Array', 'Int32Array', 'Float64Array'];
  for (let index = 0; index < names.length; index += 1) define(names[index]);
})(this);
