package io.pinflow.local.gateway;

/** What methods of the API are integrated with. */
interface Backend {

  /** Answers once the call is done for good, or fails with a {@link Refusal}. */
  Reply call(ApiMethod method, Call call);

  /** That it takes no more for now, in its own words. */
  Reply tooMany();

  /** That a body is larger than so many bytes, in its own words. */
  Reply tooLarge(long most);
}
