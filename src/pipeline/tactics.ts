/** Tactics of the techniques that detectors name, as MITRE ATT&CK for Enterprise lists them, in the words of
 *  Sentinel. https://attack.mitre.org/techniques/enterprise/ */
export const TACTICS_OF_TECHNIQUE: Readonly<Record<string, readonly string[]>> = {
  'T1078.004': ['InitialAccess', 'Persistence', 'PrivilegeEscalation', 'DefenseEvasion'],
  T1566: ['InitialAccess'],
  'T1098.001': ['Persistence', 'PrivilegeEscalation'],
  'T1110.001': ['CredentialAccess'],
  'T1110.003': ['CredentialAccess'],
  T1213: ['Collection'],
  T1528: ['CredentialAccess'],
  T1539: ['CredentialAccess'],
  T1621: ['CredentialAccess'],
  'T1550.004': ['DefenseEvasion', 'LateralMovement'],
};
