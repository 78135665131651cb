// node validate-templates.mjs FILE...: what is wrong with CloudFormation templates, one finding a line; INFO aside.
import { RegoEngine, TemplateFile } from "@aws/cloudformation-validate";

const engine = new RegoEngine();
for (const file of process.argv.slice(2)) {
  for (const { severity, ruleId, message } of engine.validateDetailed(new TemplateFile(file)).diagnostics) {
    if (severity !== "INFO") console.log(`${severity} ${ruleId} ${file}: ${message}`);
  }
}
engine.free();
