package io.pinflow.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the method that a request means. */
final class Routes {

  /** A method and the parameters its path has in a request. */
  record Route(ApiMethod method, Map<String, String> parameters) {}

  private final List<ApiMethod> methods;

  Routes(List<ApiMethod> methods) {
    this.methods = methods;
  }

  /** Fails when there is no such path, or no such method of it. */
  Route find(String httpMethod, String path) {
    List<Route> onPath = methods.stream().flatMap(method -> match(method, path).stream()).toList();
    if (onPath.isEmpty()) {
      throw new Refusal(404, "There is no resource " + path);
    }
    return onPath.stream()
        .filter(route -> route.method().httpMethod().equals(httpMethod))
        .findFirst()
        .orElseThrow(() -> new Refusal(405, "There is no method " + httpMethod + " of " + path));
  }

  private static Optional<Route> match(ApiMethod method, String path) {
    String[] wanted = method.resourcePath().split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{") && !given[i].isEmpty()) {
        parameters.put(wanted[i].substring(1, wanted[i].length() - 1), decoded(given[i]));
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(new Route(method, parameters));
  }

  /** A plus stands for itself in a path. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new Refusal(400, "The path is not URL-encoded: " + malformed.getMessage());
    }
  }
}
