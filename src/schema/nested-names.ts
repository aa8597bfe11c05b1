/** Names inside nested values as Graph writes them. Diagnostic records keep StatusSequence and
 *  RequestSequence in capitals, and so do we. */
const GRAPH_NAMES = `
  errorCode failureReason additionalDetails
  city state countryOrRegion geoCoordinates altitude latitude longitude
  deviceId displayName operatingSystem browser browserId isCompliant isManaged trustType
  authMethod authDetail
  id result enforcedGrantControls enforcedSessionControls sessionControlsNotSatisfied
  conditionsSatisfied conditionsNotSatisfied includeRulesSatisfied excludeRulesSatisfied
  authenticationStrength authenticationStrengthId authenticationStrengthResult
  authenticationStepDateTime authenticationMethod authenticationMethodDetail succeeded
  authenticationStepResultDetail authenticationStepRequirement
  requirementProvider detail expirationRequirement
  networkType networkNames key value
  signInSessionStatus signInSessionStatusCode
  msiType associatedResourceId federatedTokenId federatedTokenIssuer
  agentType agentSubjectType agentSubjectParentId agentServicePrincipalId parentAppId
  applicationId audienceReasons policyId policyName policyTenantId resourceId
  user app userPrincipalName ipAddress userType homeTenantId homeTenantName roles
  appId servicePrincipalId servicePrincipalName
  type groupType modifiedProperties oldValue newValue administrativeUnits
`;

export const NESTED_NAMES: readonly string[] = GRAPH_NAMES.trim().split(/\s+/);

const BY_LOWER_CASE: ReadonlyMap<string, string> = new Map(
  NESTED_NAMES.map((name) => [name.toLowerCase(), name]),
);

/** Spelling of a key inside a nested value: PascalCase (PowerShell) and lower case (Snowflake) become
 *  Graph's camelCase; what Graph does not know stays as it is. */
export function graphSpelling(key: string): string {
  return BY_LOWER_CASE.get(key.toLowerCase()) ?? key;
}
