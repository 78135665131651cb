/**
 * What stands in for AWS API Gateway, and for the Kafka REST proxy behind it: serves the API that
 * {@code kda/api/openapi.yaml} defines, with the templates that are in it.
 */
package io.pinflow.local.gateway;
