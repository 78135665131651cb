package io.pinflow.kda;

import static io.pinflow.kda.Template.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A template as CloudFormation would fill it in, as far as the functions go that ours use. */
final class Rendering {

  private static final Object NO_VALUE = new Object();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  private final Template template;
  private final Map<String, Object> values = new TreeMap<>();

  /**
   * @param given values of parameters; the others have their defaults, or their names
   */
  Rendering(Template template, Map<String, String> given) {
    this.template = template;
    template
        .parameters()
        .forEach((key, each) -> values.put(key, each.getOrDefault("Default", key)));
    values.put("AWS::NoValue", NO_VALUE);
    values.put("AWS::Region", "eu-west-1");
    values.put("AWS::Partition", "aws");
    values.put("AWS::AccountId", "111122223333");
    values.putAll(given);
  }

  /** This value with every function applied; references to resources become their names. */
  Object of(Object value) {
    if (value instanceof List<?> list) {
      List<Object> rendered = new ArrayList<>();
      list.stream().map(this::of).filter(each -> each != NO_VALUE).forEach(rendered::add);
      return rendered;
    }
    if (!(value instanceof Map)) {
      return value;
    }
    Map<String, Object> content = map(value);
    String function = content.size() == 1 ? content.keySet().iterator().next() : "";
    return function.equals("Ref") || function.equals("Condition") || function.startsWith("Fn::")
        ? call(function, content.get(function))
        : mapping(content);
  }

  private Object mapping(Map<String, Object> content) {
    Map<String, Object> rendered = new LinkedHashMap<>();
    content.forEach(
        (key, each) -> {
          Object one = of(each);
          if (one != NO_VALUE) {
            rendered.put(key, one);
          }
        });
    return rendered;
  }

  private Object call(String function, Object argument) {
    return switch (function) {
      case "Ref" -> values.getOrDefault((String) argument, argument);
      case "Condition" -> of(map(template.content().get("Conditions")).get((String) argument));
      case "Fn::GetAtt" ->
          String.join(".", ((List<?>) argument).stream().map(String::valueOf).toList());
      case "Fn::Sub" -> substitute(argument);
      case "Fn::If" ->
          of(list(argument).get((Boolean) call("Condition", list(argument).get(0)) ? 1 : 2));
      case "Fn::Not" -> !(Boolean) of(list(argument).get(0));
      case "Fn::And" -> list(argument).stream().allMatch(each -> (Boolean) of(each));
      case "Fn::Equals" -> Objects.equals(of(list(argument).get(0)), of(list(argument).get(1)));
      case "Fn::Split" ->
          List.of(((String) of(list(argument).get(1))).split((String) list(argument).get(0)));
      case "Fn::Select" -> list(of(list(argument).get(1))).get((Integer) list(argument).get(0));
      default -> throw new IllegalArgumentException("no template used " + function + " so far");
    };
  }

  private String substitute(Object argument) {
    boolean plain = argument instanceof String;
    Map<String, Object> more = plain ? Map.of() : map(of(list(argument).get(1)));
    String text = (String) (plain ? argument : list(argument).get(0));
    return VARIABLE.matcher(text).replaceAll(match -> value(match, more).replace("$", "\\$"));
  }

  private String value(MatchResult match, Map<String, Object> more) {
    String name = match.group(1);
    return String.valueOf(more.getOrDefault(name, values.getOrDefault(name, name)));
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }
}
