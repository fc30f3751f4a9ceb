@{
  # Everything that the analyzer knows, and syntax that Windows PowerShell 5.1 and PowerShell 7 both read.
  Severity = @('Error', 'Warning')
  ExcludeRules = @(
    # A script's parameters are used in its functions, a test's variables in other blocks: the rules do not look there.
    'PSReviewUnusedParameter'
    'PSUseDeclaredVarsMoreThanAssignments'
    # The functions that it means are private to a script.
    'PSUseShouldProcessForStateChangingFunctions'
    # The preset of the tests is the point of the variable.
    'PSAvoidAssignmentToAutomaticVariable'
  )
  Rules = @{
    PSUseCompatibleSyntax = @{
      Enable = $true
      TargetVersions = @('5.1', '7.0')
    }
  }
}
