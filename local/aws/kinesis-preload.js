// Preloaded into kinesis-local with --require.
"use strict";
const Module = require("module");
const { Server } = require("net");

// It listens on every interface; this keeps it on loopback.
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, "127.0.0.1", ...rest);
};

// For every record put it hashes all records its shard holds already, the same immutable vector
// again and again. Remembering the hash keeps the cost of a record from growing with the shard.
const HASH = "function $dp_hashCode__I(instance) {";
const REMEMBERED = `const $remembered = new WeakMap();
${HASH}
  if (instance instanceof $c_sci_BigVector) {
    let hash = $remembered.get(instance);
    if (hash === undefined) {
      hash = instance.g();
      $remembered.set(instance, hash);
    }
    return hash;
  }`;
const compile = Module.prototype._compile;
Module.prototype._compile = function (source, file) {
  return compile.call(this, source.replace(HASH, () => REMEMBERED), file);
};
