package io.pinflow.kda;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;

/** What CloudFormation and {@code kda/deploy} ask of every template. */
class TemplateFormTest {

  /** What {@code kda/deploy} finds out itself. */
  private static final Set<String> OF_THE_SCRIPT = Set.of("CodeKey", "DefinitionLocation");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  static List<Template> templates() {
    return Template.all();
  }

  /** CloudFormation takes no larger ones without a bucket. */
  @ParameterizedTest
  @MethodSource("templates")
  void templateIsSmallEnoughToBeSentInARequest(Template template) {
    assertThat(template.text().length()).isLessThan(51_200);
  }

  /** CloudFormation refuses them. */
  @ParameterizedTest
  @MethodSource("templates")
  void templateHasNoAliases(Template template) {
    assertThat(new Yaml().parse(new StringReader(template.text())))
        .noneMatch(AliasEvent.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void parametersAreDescribed(Template template) {
    assertThat(template.parameters())
        .isNotEmpty()
        .allSatisfy((key, parameter) -> assertThat(parameter).containsKey("Description"));
  }

  /** Who fills in nothing still gets what fits together. */
  @Test
  void parametersOfOneNameHaveOneDefault() {
    Map<String, Set<String>> defaults = new HashMap<>();
    for (Template template : Template.all()) {
      template
          .parameters()
          .forEach(
              (key, parameter) ->
                  defaults
                      .computeIfAbsent(key, ignored -> new TreeSet<>())
                      .add(String.valueOf(parameter.get("Default"))));
    }

    assertThat(defaults).allSatisfy((key, values) -> assertThat(values).hasSize(1));
  }

  @Test
  void parametersWithoutDefaultAreOutputsOfOtherStacks() {
    Set<String> outputs =
        Template.all().stream()
            .flatMap(template -> template.outputs().keySet().stream())
            .collect(Collectors.toSet());

    assertThat(Template.all().stream().flatMap(TemplateFormTest::withoutDefault))
        .allMatch(key -> outputs.contains(key) || OF_THE_SCRIPT.contains(key));
  }

  private static Stream<String> withoutDefault(Template template) {
    return template.parameters().entrySet().stream()
        .filter(each -> !each.getValue().containsKey("Default"))
        .map(Map.Entry::getKey);
  }

  /** DescribeApplication shows them to everybody who may look. */
  @Test
  void noParameterIsASecret() {
    assertThat(Template.all().stream().flatMap(template -> template.parameters().keySet().stream()))
        .noneMatch(key -> key.matches("(?i).*(secret|password|token|accesskey|credential).*"));
  }

  /** What the included definition names, the including template must have. */
  @Test
  void ingestDefinitionNamesOnlyWhatItsStackHas() throws Exception {
    Path file = Repository.home().resolve("kda/api/openapi.yaml");
    Template stage = Template.of("api/stage.yaml");
    Set<String> known = new TreeSet<>(stage.parameters().keySet());
    stage.resources().forEach(resource -> known.add(resource.name()));
    known.addAll(Template.map(stage.content().get("Conditions")).keySet());

    assertThat(named(new Yaml().load(Files.readString(file))).distinct())
        .isNotEmpty()
        .allMatch(known::contains);
    assertThat(new Yaml().parse(new StringReader(Files.readString(file))))
        .noneMatch(AliasEvent.class::isInstance);
  }

  private static Stream<String> named(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().flatMap(TemplateFormTest::named);
    }
    if (!(value instanceof Map)) {
      return Stream.of();
    }
    return Template.map(value).entrySet().stream()
        .flatMap(each -> named(each.getKey(), each.getValue()));
  }

  private static Stream<String> named(String function, Object argument) {
    Stream<String> here =
        switch (function) {
          case "Ref" -> Stream.of((String) argument);
          case "Fn::GetAtt", "Fn::If" -> Stream.of((String) ((List<?>) argument).get(0));
          case "Fn::Sub" -> variables((String) argument);
          default -> Stream.of();
        };
    return Stream.concat(here, named(argument)).filter(name -> !name.startsWith("AWS::"));
  }

  private static Stream<String> variables(String text) {
    return VARIABLE.matcher(text).results().map(match -> match.group(1));
  }
}
