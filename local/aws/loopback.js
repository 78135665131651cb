// kinesis-local listens on every interface; preloaded with --require, this keeps it on loopback.
"use strict";
const { Server } = require("net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, "127.0.0.1", ...rest);
};
