package io.pinflow.kda;

import static io.pinflow.kda.Template.at;
import static io.pinflow.kda.Template.resources;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.kda.Template.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is at rest is encrypted, kept, and not for the public. */
class ProtectionTest {

  private static final Object OUR_KEY = Map.of("Fn::GetAtt", List.of("Key", "Arn"));

  /** Losing one of these with its stack would be losing data. */
  private static final Set<String> OF_DATA =
      Set.of(
          "AWS::S3::Bucket",
          "AWS::KMS::Key",
          "AWS::Kinesis::Stream",
          "AWS::MSK::ServerlessCluster",
          "AWS::KinesisAnalyticsV2::Application");

  static List<Resource> buckets() {
    return resources("AWS::S3::Bucket");
  }

  @Test
  void thereAreThreeBuckets() {
    assertThat(buckets())
        .extracting(Resource::name)
        .containsExactlyInAnyOrder("CodeBucket", "LakeBucket", "ArchiveBucket");
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void bucketIsEncryptedWithOurKey(Resource bucket) {
    assertThat(at(bucket.properties(), "BucketEncryption", "ServerSideEncryptionConfiguration"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .singleElement()
        .extracting(rule -> at(rule, "ServerSideEncryptionByDefault"))
        .isEqualTo(Map.of("SSEAlgorithm", "aws:kms", "KMSMasterKeyID", OUR_KEY));
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void bucketIsNotForThePublic(Resource bucket) {
    assertThat(bucket.properties().get("PublicAccessBlockConfiguration"))
        .isEqualTo(
            Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true));
    assertThat(at(bucket.properties(), "OwnershipControls", "Rules"))
        .isEqualTo(List.of(Map.of("ObjectOwnership", "BucketOwnerEnforced")));
  }

  /** Also who names another encryption in the request itself must not get past the default. */
  @ParameterizedTest
  @MethodSource("buckets")
  void policyRefusesPlainConnectionsAndOtherEncryption(Resource bucket) {
    Map<String, Object> statements =
        resources("AWS::S3::BucketPolicy").stream()
            .map(Resource::properties)
            .filter(policy -> policy.get("Bucket").equals(Map.of("Ref", bucket.name())))
            .flatMap(policy -> ((List<?>) at(policy, "PolicyDocument", "Statement")).stream())
            .filter(statement -> at(statement, "Effect").equals("Deny"))
            .filter(statement -> at(statement, "Principal").equals("*"))
            .collect(Collectors.toMap(s -> (String) at(s, "Sid"), s -> at(s, "Condition")));

    assertThat(statements)
        .containsEntry(
            "OnlyEncryptedConnections", Map.of("Bool", Map.of("aws:SecureTransport", "false")))
        .containsEntry("NoOtherEncryption", whenGivenAndNot("", "aws:kms"))
        .containsEntry("NoOtherKey", whenGivenAndNot("-aws-kms-key-id", OUR_KEY));
  }

  private static Map<String, Object> whenGivenAndNot(String suffix, Object allowed) {
    String header = "s3:x-amz-server-side-encryption" + suffix;
    return Map.of("StringNotEquals", Map.of(header, allowed), "Null", Map.of(header, "false"));
  }

  @Test
  void codeKeepsItsVersions() {
    assertThat(
            at(
                Template.of("storage.yaml").resource("CodeBucket").properties(),
                "VersioningConfiguration"))
        .isEqualTo(Map.of("Status", "Enabled"));
  }

  @Test
  void streamsLogsAndAlarmsAreEncryptedWithOurKey() {
    Object key = Map.of("Ref", "KeyArn");

    assertThat(resources("AWS::Kinesis::Stream"))
        .hasSize(3)
        .extracting(stream -> stream.properties().get("StreamEncryption"))
        .containsOnly(Map.of("EncryptionType", "KMS", "KeyId", key));
    assertThat(resources("AWS::Logs::LogGroup"))
        .hasSize(2)
        .allSatisfy(log -> assertThat(log.properties()).containsKey("RetentionInDays"))
        .extracting(log -> log.properties().get("KmsKeyId"))
        .containsOnly(key);
    assertThat(resources("AWS::SNS::Topic"))
        .extracting(topic -> topic.properties().get("KmsMasterKeyId"))
        .containsOnly(key);
  }

  @Test
  void kafkaTakesNobodyWithoutIam() {
    assertThat(resources("AWS::MSK::ServerlessCluster"))
        .extracting(cluster -> cluster.properties().get("ClientAuthentication"))
        .containsOnly(Map.of("Sasl", Map.of("Iam", Map.of("Enabled", true))));
  }

  static Stream<Resource> data() {
    return OF_DATA.stream().flatMap(type -> resources(type).stream());
  }

  @ParameterizedTest
  @MethodSource("data")
  void dataOutlivesItsStack(Resource resource) {
    assertThat(resource.content())
        .containsEntry("DeletionPolicy", "RetainExceptOnCreate")
        .containsEntry("UpdateReplacePolicy", "Retain");
  }

  @Test
  void nothingLogsPayloads() {
    assertThat(resources("AWS::ApiGateway::Stage"))
        .singleElement()
        .satisfies(
            stage ->
                assertThat((List<?>) stage.properties().get("MethodSettings"))
                    .allMatch(each -> at(each, "DataTraceEnabled").equals(false))
                    .allMatch(each -> at(each, "LoggingLevel").equals("OFF")))
        .satisfies(
            stage ->
                assertThat((String) at(stage.properties(), "AccessLogSetting", "Format"))
                    .doesNotContain("input", "body", "sourceIp", "querystring", "context.path"));
  }
}
