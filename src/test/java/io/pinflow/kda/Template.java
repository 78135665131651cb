package io.pinflow.kda;

import io.pinflow.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A CloudFormation template of {@code kda}, with the short forms of functions as the long ones. */
record Template(String name, String text, Map<String, Object> content) {

  /** A resource: its logical name, and all it says. */
  record Resource(String name, Map<String, Object> content) {
    String type() {
      return (String) content.get("Type");
    }

    Map<String, Object> properties() {
      return map(content.getOrDefault("Properties", Map.of()));
    }
  }

  private static final Map<String, Template> READ = new ConcurrentHashMap<>();

  /** The template in this file below {@code kda}. */
  static Template of(String name) {
    return READ.computeIfAbsent(name, Template::read);
  }

  private static Template read(String name) {
    try {
      String text = Files.readString(Repository.home().resolve("kda").resolve(name));
      return new Template(name, text, map(new Yaml(new Functions(new LoaderOptions())).load(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Template> all() {
    Path kda = Repository.home().resolve("kda");
    try (Stream<Path> files = Files.walk(kda)) {
      return files
          .map(file -> kda.relativize(file).toString())
          .filter(file -> file.endsWith(".yaml") && !file.endsWith("openapi.yaml"))
          .sorted()
          .map(Template::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resources of a type, in all templates. */
  static List<Resource> resources(String type) {
    return all().stream()
        .flatMap(template -> template.resources().stream())
        .filter(resource -> resource.type().equals(type))
        .toList();
  }

  List<Resource> resources() {
    return map(content.get("Resources")).entrySet().stream()
        .map(each -> new Resource(each.getKey(), map(each.getValue())))
        .toList();
  }

  Resource resource(String name) {
    return new Resource(name, map(map(content.get("Resources")).get(name)));
  }

  Map<String, Map<String, Object>> parameters() {
    Map<String, Map<String, Object>> parameters = new TreeMap<>();
    map(content.get("Parameters")).forEach((key, value) -> parameters.put(key, map(value)));
    return parameters;
  }

  Map<String, Object> outputs() {
    return map(content.getOrDefault("Outputs", Map.of()));
  }

  @Override
  public String toString() {
    return name;
  }

  @SuppressWarnings("unchecked") // keys of YAML mappings are texts in templates
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** What stands below these keys, one in the other. */
  static Object at(Object value, String... keys) {
    Object found = value;
    for (String key : keys) {
      found = map(found).get(key);
    }
    return found;
  }

  /** {@code !Ref x} as {@code Ref: x}, {@code !Sub x} as {@code Fn::Sub: x}. */
  private static final class Functions extends SafeConstructor {

    Functions(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return call(node);
            }
          });
    }

    private Object call(Node node) {
      String function = node.getTag().getValue().substring(1);
      boolean plain = function.equals("Ref") || function.equals("Condition");
      Object argument = argument(node);
      if (function.equals("GetAtt")) {
        argument = List.of(((String) argument).split("\\.", 2));
      }
      return Map.of(plain ? function : "Fn::" + function, argument);
    }

    private Object argument(Node node) {
      if (node instanceof ScalarNode scalar) {
        return scalar.getValue();
      }
      if (node instanceof SequenceNode sequence) {
        return constructSequence(sequence);
      }
      node.setTag(Tag.MAP);
      return constructMapping((MappingNode) node);
    }
  }
}
