"""The few pages of the bridge: the Lembar OSS and the desk."""
