package io.pinflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.Repository;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleConfigTest {

  @ParameterizedTest
  @ValueSource(strings = {"conf/local.json", "conf/aws.example.json"})
  void exampleIsAValidConfiguration(String file) throws IOException {
    String path = Repository.home().resolve(file).toString();

    JobConfig config = JobConfig.of(PropertyGroups.load("--config", path));

    assertThat(config.kafka()).isPresent();
    assertThat(config.kinesis()).isPresent();
    assertThat(config.archivePath()).isPresent();
  }
}
